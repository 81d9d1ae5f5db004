import { config } from 'zod'

// zod compiles its checks with `new Function` where it may. The page's policy forbids that, and even the attempt counts as a violation.
config({ jitless: true })

import './zod-without-eval.ts'
import '@fontsource-variable/jetbrains-mono'
import '@fontsource-variable/plus-jakarta-sans'
import '@mantine/core/styles.css'
import './ui/tokens.css'
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { queryClient } from './api.ts'
import { LanguageProvider } from './messages/use-messages.tsx'
import { startWedge } from './scan/reader-feed.ts'
import { cssVariablesResolver, theme } from './ui/theme.ts'

const root = document.querySelector('#root')
if (!root) throw new Error('the page has no #root')

startWedge()

createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} forceColorScheme="light">
      <QueryClientProvider client={queryClient}>
        <LanguageProvider>
          <App />
        </LanguageProvider>
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
)

import { createDemoCards } from '../demo/demo-cards.ts'
import { os, type RouteDeps } from './implementer.ts'

export function demoRoutes({ core }: RouteDeps) {
  const cards = createDemoCards(core)
  return os.demo.router({
    samples: os.demo.samples.handler(() => cards.samples()),
    sheet: os.demo.sheet.handler(() => cards.sheet()),
  })
}

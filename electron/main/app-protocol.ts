import { findPageFile, type PageFiles } from '../page/page-files.ts'
import { cacheControl, SECURITY_HEADERS } from '../page/page-headers.ts'
import { APP_HOST } from './guards.ts'

/** Answers one request of the app protocol from the files in memory, with the headers of the browser shell. */
export function answerAppRequest(request: Request, files: PageFiles): Response {
  const url = URL.parse(request.url)
  if (url === null || url.host !== APP_HOST) return refusal(404)
  if (request.method !== 'GET' && request.method !== 'HEAD') return refusal(405)
  const file = findPageFile(files, url.pathname)
  if (file === null) return refusal(404)
  return new Response(request.method === 'HEAD' ? null : new Uint8Array(file.body), {
    headers: { ...SECURITY_HEADERS, 'content-type': file.mediaType, 'cache-control': cacheControl(file.immutable) },
  })
}

function refusal(status: number): Response {
  return new Response(null, { status, headers: { ...SECURITY_HEADERS } })
}

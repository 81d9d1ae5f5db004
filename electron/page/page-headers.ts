/**
 * The page's policy, the same in both shells. Scripts only from our own files. Styles may stand inline because the
 * component library writes its theme into a style element and positions menus by style attributes; without inline
 * scripts, and with `connect-src 'self'`, a style cannot carry anything out.
 * `blob:` frames and images show a letter before it is printed.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "frame-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "worker-src 'none'",
  "manifest-src 'self'",
].join('; ')

/** Sent with every answer, whatever it is. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  // Scanners arrive as keys or through the core; the page itself needs no device.
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), hid=(), serial=(), payment=()',
  // For browsers older than frame-ancestors.
  'x-frame-options': 'DENY',
}

/** A file with a content hash in its name never changes; the page itself is asked for each time. */
export function cacheControl(immutable: boolean): string {
  return immutable ? 'public, max-age=31536000, immutable' : 'no-cache'
}

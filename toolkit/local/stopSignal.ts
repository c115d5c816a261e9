const parentCheckInMilliseconds = 1000

/** Ctrl+C, SIGTERM or the end of the parent (npm), as a promise and as a signal that ends work under way. */
export function stopSignal(): { readonly requested: Promise<void>; readonly signal: AbortSignal } {
  const controller = new AbortController()
  const requested = new Promise<void>((resolve) => {
    const stop = () => {
      controller.abort()
      resolve()
    }
    // Kept for good: a signal that comes again, as npm sends it, must not end the process in the middle of its work.
    process.on('SIGINT', stop).on('SIGTERM', stop).on('SIGHUP', stop)
    const parent = process.ppid
    setInterval(() => process.ppid !== parent && stop(), parentCheckInMilliseconds).unref()
  })
  return { requested, signal: controller.signal }
}

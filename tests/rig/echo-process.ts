// Answers each message and, when asked, says what that has cost.
process.on('message', (message: string) => {
  process.send?.(message === 'cost' ? process.cpuUsage() : message)
})
process.on('disconnect', () => process.exit(0))
process.send?.('ready')

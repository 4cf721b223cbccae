// Loaded before API and worker (node --import): when the supervisor dies, even by kill -9, its channel closes, and the
// process leaves as if it had been asked to.
const PATIENCE_MS = 8_000;

process.on('disconnect', () => {
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.exit(1), PATIENCE_MS).unref();
});
// Listening must not itself keep a process that has finished its work.
process.channel?.unref();

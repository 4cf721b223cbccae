// node deploy/healthcheck.mjs URL: exit code 0 when it answers 2xx within four seconds. The image has no curl.
setTimeout(() => process.exit(1), 4_000);
try {
  const answer = await fetch(process.argv[2]);
  process.exit(answer.ok ? 0 : 1);
} catch {
  process.exit(1);
}

/**
 * `npm run bench -- [--json] [--quick] [--only …]`: measures the product, see docs/BENCHMARKS.md. The measures lie with the tests,
 * which nothing of the product may import; so they are loaded by name. With YUSHUI_DATA_DIR: the product that runs there.
 */
const { bench } = (await import(new URL('../../test/bench/main.js', import.meta.url).href)) as {
  bench(args: string[], dataDir: string | undefined): Promise<number>;
};

try {
  process.exit(await bench(process.argv.slice(2), process.env['YUSHUI_DATA_DIR']));
} catch (error) {
  console.error(error);
  process.exit(1);
}

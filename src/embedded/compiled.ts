import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { EXIT, StartProblem } from './problem.js';

/** The path of a compiled entry point, named from src/ without its ending. */
export function compiled(entry: string): string {
  const path = fileURLToPath(new URL(`../${entry}.js`, import.meta.url));
  if (existsSync(path)) return path;
  throw new StartProblem(
    EXIT.internal,
    `缺少编译结果 ${entry}.js：请运行 npm run build。`,
    `${entry}.js is missing: run npm run build.`,
  );
}

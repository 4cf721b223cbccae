/** Where progress lines go. `npm start` prints them; tests and command-line tools send them to stderr or drop them. */
export type Progress = (line: string) => void;

export const silent: Progress = () => undefined;

export const toStderr: Progress = (line) => {
  process.stderr.write(`${line}\n`);
};

const AFTER_MS = 1_000;
const EVERY_MS = 5_000;

/** Runs `work`; says what is being done once it takes more than a second, and every five seconds from then on. */
export async function announced<T>(
  progress: Progress,
  label: string,
  work: () => Promise<T>,
  detail: () => string = () => '',
): Promise<T> {
  const startedAt = Date.now();
  const say = (): void => {
    const seconds = Math.round((Date.now() - startedAt) / 1000);
    progress(`${label} … ${seconds} s ${detail()}`.trimEnd());
  };
  let repeat: NodeJS.Timeout | undefined;
  const first = setTimeout(() => {
    say();
    repeat = setInterval(say, EVERY_MS);
  }, AFTER_MS);
  try {
    return await work();
  } finally {
    clearTimeout(first);
    clearInterval(repeat);
  }
}

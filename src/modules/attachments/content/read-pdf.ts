import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import pLimit from 'p-limit';
import { Refusal } from '../../../../domain/errors/refusal.js';
import type { PdfFinding } from './pdf-thread.js';

/** A file that takes more than this is not looked at to its end, and so not kept. 200 pages of text take about a second. */
export const PDF_READING = {
  milliseconds: 20_000,
  heapMegabytes: 384,
  /** Growth of the whole process: what streams unpack to is outside the heap that V8 can limit. */
  growthMegabytes: 512,
};

const LOOK_EVERY_MS = 50;

/** Threads at once: the rest of the API keeps a core. */
const reading = pLimit(1);

/**
 * Searches a PDF for secrecy marks, in a thread that can be ended at any moment: whatever the file does, the API goes on.
 *
 * @returns whether all of its text could be read; false for a scan
 * @throws Refusal CLASSIFIED_CONTENT, ATTACHMENT_ACTIVE, ATTACHMENT_UNREADABLE
 */
export async function readPdf(content: Buffer): Promise<boolean> {
  const finding = await reading(() => findingOf(content));
  switch (finding.kind) {
    case 'clean':
      return finding.textChecked;
    case 'marked':
      throw new Refusal('CLASSIFIED_CONTENT', { mark: finding.mark, field: '附件内容' }, '附件内容');
    case 'active':
      throw new Refusal('ATTACHMENT_ACTIVE');
    case 'unreadable':
      throw new Refusal('ATTACHMENT_UNREADABLE');
  }
}

async function findingOf(content: Buffer): Promise<PdfFinding> {
  const thread = new Worker(threadFile(), {
    workerData: new Uint8Array(content),
    env: {},
    execArgv: [],
    // What a parser complains about may quote the file: none of it reaches the log.
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: PDF_READING.heapMegabytes },
  });
  thread.stdout.resume();
  thread.stderr.resume();
  let watch: NodeJS.Timeout | undefined;
  try {
    return await new Promise<PdfFinding>((resolve) => {
      const unreadable = () => resolve({ kind: 'unreadable' });
      thread.once('message', resolve).once('error', unreadable).once('exit', unreadable);
      const endsAt = performance.now() + PDF_READING.milliseconds;
      const most = process.memoryUsage.rss() + PDF_READING.growthMegabytes * 1024 * 1024;
      watch = setInterval(() => {
        if (performance.now() > endsAt || process.memoryUsage.rss() > most) unreadable();
      }, LOOK_EVERY_MS);
    });
  } finally {
    clearInterval(watch);
    await thread.terminate();
  }
}

/** The compiled thread. Tests run from the sources: theirs is in the build that `npm test` makes first. */
function threadFile(): URL {
  const beside = new URL('./pdf-thread.js', import.meta.url);
  if (existsSync(beside)) return beside;
  return new URL('../../../../dist/src/modules/attachments/content/pdf-thread.js', import.meta.url);
}

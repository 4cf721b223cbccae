import { parentPort, workerData } from 'node:worker_threads';
import { getDocumentProxy } from 'unpdf';
import { findClassifiedMark } from '../../../../domain/needs/classified.js';
import { characterCodes } from './character-codes.js';
import { hasBomb } from './packed-streams.js';
import { ActivePdf, textsOf } from './pdf-texts.js';

/** What the thread answers: never a text of the file, only the mark that was found in it. */
export type PdfFinding =
  | { kind: 'clean'; textChecked: boolean }
  | { kind: 'marked'; mark: string }
  | { kind: 'active' }
  | { kind: 'unreadable' };

/** Runs in a thread of its own, and ends with it (read-pdf.ts): nothing it read outlives the answer. */
parentPort?.postMessage(await finding(workerData as Uint8Array));

async function finding(content: Uint8Array): Promise<PdfFinding> {
  try {
    if (hasBomb(Buffer.from(content.buffer))) return { kind: 'unreadable' };
    const codes = characterCodes();
    const pdf = await getDocumentProxy(content, {
      verbosity: 0,
      stopAtErrors: true,
      useSystemFonts: false,
      disableFontFace: true,
      useWorkerFetch: false,
      cMapUrl: 'tables/',
      cMapPacked: false,
      BinaryDataFactory: codes.Tables,
    });
    const { texts, legible } = textsOf(pdf, codes.unknown);
    for await (const text of texts) {
      const mark = findClassifiedMark(text);
      if (mark) return { kind: 'marked', mark };
    }
    return { kind: 'clean', textChecked: legible() };
  } catch (error) {
    return { kind: error instanceof ActivePdf ? 'active' : 'unreadable' };
  }
}

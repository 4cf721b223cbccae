import { UnreadableArchive } from '../modules/archive/zip/zip-reader.js';
import { verifyArchive, type ArchiveVerification } from '../modules/archive/verify/verify-archive.js';

/**
 * `npm run -s archive:verify -- FILE.zip [--head HASH] [--json]`: proves, or disproves, that a process's archive is whole. Needs nothing but the
 * file. `--head`: where the chain must end, as known from elsewhere. Exit: 0 whole, 1 broken, 2 not verifiable.
 */
function inWords({
  process: of,
  entries,
  documents,
  attachments,
  files,
  head,
  findings,
}: ArchiveVerification): string {
  const counted = `共核验 ${files} 个文件、${entries} 条记录、${documents} 份公文、${attachments} 个附件`;
  if (findings.length === 0)
    return `档案完好：《${of.title}》（${of.id}）。${counted}。\n记录末尾：第 ${head.seq} 条，${head.hash}。\n`;
  const list = findings.map(({ sentence }) => `- ${sentence}。\n`).join('');
  return `档案有问题！《${of.title}》（${of.id}）\n${list}${counted}。\n`;
}

const args = process.argv.slice(2);
const json = args.includes('--json');
const headAt = args.indexOf('--head');
const head = headAt < 0 ? undefined : args[headAt + 1];
const files = args.filter((arg, i) => !arg.startsWith('--') && (headAt < 0 || i !== headAt + 1));
const [file] = files;

if (file === undefined || files.length > 1 || (headAt >= 0 && !/^[0-9a-f]{64}$/i.test(head ?? ''))) {
  process.stderr.write('用法：npm run -s archive:verify -- 档案.zip [--head 记录末尾的指纹] [--json]\n');
  process.exitCode = 2;
} else {
  try {
    const answer = await verifyArchive(file, head);
    process.stdout.write(json ? `${JSON.stringify(answer)}\n` : inWords(answer));
    process.exitCode = answer.whole ? 0 : 1;
  } catch (error) {
    const reason = error instanceof UnreadableArchive ? error.message : (error as Error).message;
    process.stderr.write(`没有完成核验：${reason}\n`);
    process.exitCode = 2;
  }
}

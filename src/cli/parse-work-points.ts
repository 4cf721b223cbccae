import { readFileSync } from 'node:fs';
import { parseNotice } from '../../domain/work-points/parse-notice.js';
const r = parseNotice(readFileSync(process.argv[2]!, 'utf8'));
console.log(JSON.stringify(r, null, 1));

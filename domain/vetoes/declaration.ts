import type { VetoItem } from '../evaluation/veto-items.js';
import type { VetoDeclarationForm } from './forms.js';

export type DeclarationProblem =
  | { problem: 'missing'; items: VetoItem[] }
  | { problem: 'foreign' | 'twice' | 'both'; path: string }
  | { problem: 'unexplained'; items: VetoItem[] };

/**
 * What is wrong with a quarter's declaration: every item of the standard is spoken of, either as clear or with something found, and where
 * the system itself holds signals “nothing happened” is explained. Null when nothing is.
 */
export function checkDeclaration(
  { clear, found }: Pick<VetoDeclarationForm, 'clear'> & { found: readonly { item: VetoItem }[] },
  items: readonly VetoItem[],
  signalled: ReadonlySet<VetoItem>,
): DeclarationProblem | null {
  const cleared = clear.map(({ item }) => item);
  const suspected = new Set(found.map(({ item }) => item));
  for (const [index, item] of cleared.entries()) {
    if (!items.includes(item)) return { problem: 'foreign', path: `clear[${index}].item` };
    if (cleared.indexOf(item) !== index) return { problem: 'twice', path: `clear[${index}].item` };
    if (suspected.has(item)) return { problem: 'both', path: `clear[${index}].item` };
  }
  const foreign = found.findIndex(({ item }) => !items.includes(item));
  if (foreign >= 0) return { problem: 'foreign', path: `found[${foreign}].item` };
  const missing = items.filter((item) => !cleared.includes(item) && !suspected.has(item));
  if (missing.length > 0) return { problem: 'missing', items: missing };
  const unexplained = clear.filter(({ item, note }) => signalled.has(item) && !note?.trim());
  return unexplained.length > 0
    ? { problem: 'unexplained', items: unexplained.map(({ item }) => item) }
    : null;
}

import type { Schemas } from '../api/schemas.js';
import { dateInWords } from './when.js';

type Item = Schemas['LedgerItemDetail'];

export interface ItemFact {
  label: string;
  text: string;
}

/** What an item has so far, each with its word; what it hasn't is left out. */
export function factsOf(item: Item): ItemFact[] {
  const units = (all: Item['cooperating']) => all.map(({ name }) => name).join('、');
  const years = item.years.filter(({ carried }) => carried).map(({ year }) => `${year} 年`);
  const all: [string, string | null | undefined][] = [
    ['提出单位', units(item.raisedBy)],
    ['认领领导', item.claimer && `${item.claimer.title}${item.claimer.name ?? '（空缺）'}`],
    ['牵头单位', item.lead?.name],
    ['配合单位', units(item.cooperating)],
    ['责任人', item.responsible && `${item.responsible.title}${item.responsible.name ?? '（空缺）'}`],
    ['办理时限', item.limitAt && dateInWords(item.limitAt)],
    ['措施', item.measures],
    ['办理结果', item.result],
    ['上级答复', item.upperAnswer],
    ['结转到', years.join('、')],
    ['销号', item.closedAt && dateInWords(item.closedAt)],
  ];
  return all.flatMap(([label, text]) => (text ? [{ label, text }] : []));
}

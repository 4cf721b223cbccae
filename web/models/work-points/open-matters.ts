import { helpersOf, leadsOf, type PointsDraft } from './points-draft.js';

/** Something that stands between the draft and its launch. */
export interface OpenMatter {
  text: string;
  /** Where to mend it. */
  pointKey?: string;
  name?: string;
}

/** What is missing: the launch would be refused. */
export function missingIn(draft: PointsDraft, today: string): OpenMatter[] {
  const matters: OpenMatter[] = [];
  if (draft.title.trim().length < 2) matters.push({ text: '还没有写要点的名称。' });
  if (draft.points.length === 0) matters.push({ text: '一项要点也没有。' });
  for (const point of draft.points) {
    const missing = (text: string) =>
      matters.push({ text: `第 ${point.number} 项${text}`, pointKey: point.key });
    if (point.number.trim() === '') missing('没有序号。');
    if (point.title.trim() === '') missing('没有名称。');
    if (point.title.length > 200) missing('名称超过 200 字。');
    if (point.text.trim() === '') missing('没有内容。');
    if (point.text.length > 4000) missing('内容超过 4000 字。');
    const leads = leadsOf(draft, point);
    if (leads.length === 0) missing(`没有牵头单位${nobodyFor(point.leadNames)}。`);
    if (leads.length > 40) missing(`牵头单位超过 40 个，请改为少数单位牵头。`);
    if (helpersOf(draft, point).length > 100) missing(`配合单位超过 100 个。`);
    if (point.limitDate !== '' && point.limitDate < today) missing(`的时限 ${point.limitDate} 已经过去。`);
  }
  draft.opinions.forEach(({ title, text }, index) => {
    if (text.trim() !== '' && title.trim() === '')
      matters.push({ text: `第 ${index + 1} 条意见没有小标题。` });
  });
  return matters;
}

const nobodyFor = (names: readonly string[]): string =>
  names.length > 0 ? `：“${names.join('、')}”没有对上单位` : '';

/** What a person should have looked at: names that were not spelled like a unit, doubts of the reading. */
export function toConfirmIn(draft: PointsDraft): OpenMatter[] {
  const used = new Set(
    draft.points.flatMap(({ leadNames, cooperatingNames, leadUnitIds, cooperatingUnitIds }) => [
      ...(leadUnitIds === null ? leadNames : []),
      ...(cooperatingUnitIds === null ? cooperatingNames : []),
    ]),
  );
  const names = draft.names.filter(({ name, settled }) => !settled && used.has(name));
  return [
    ...names.map(({ name, unitIds, howLabel }) => ({
      name,
      text: unitIds.length === 0 ? `“${name}”没有对上单位。` : `“${name}”是按“${howLabel}”对上的。`,
    })),
    ...draft.points.flatMap(({ key, number, unsure }) =>
      unsure.map((doubt) => ({ pointKey: key, text: `第 ${number} 项：${doubt}` })),
    ),
  ];
}

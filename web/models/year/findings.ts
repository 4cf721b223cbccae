export interface Finding {
  id: string;
  code: string;
  severity: 'error' | 'warning';
  /** Path in the launch's body: `entries[3].date`. */
  where: string;
  message: string;
  mend: string;
}

/** Where something is mended: in an entry of the plan (and at which field), by adding one, or on another page. */
export type Place =
  | { kind: 'entry'; key: string; title: string; field: string }
  | { kind: 'plan' }
  | { kind: 'page'; path: string; label: string };

const ENTRY = /^entries\[(\d+)\](?:\.(.+))?$/;
/** 方案体检 names the region for whatever is amiss with people and units; liaisons have a page of their own. */
const LIAISON_CODES = ['unitWithoutLiaison'];

export function placeOf(
  { where, code }: Pick<Finding, 'where' | 'code'>,
  entries: readonly { key: string; title: string }[],
): Place {
  const [, index, field = ''] = ENTRY.exec(where.replace(/^form\./, '')) ?? [];
  const entry = index === undefined ? undefined : entries[Number(index)];
  if (entry) return { kind: 'entry', key: entry.key, title: entry.title, field };
  if (where === 'year') return { kind: 'page', path: '/calendar', label: '工作日历' };
  if (LIAISON_CODES.includes(code)) return { kind: 'page', path: '/liaisons', label: '联络员名册' };
  if (where === 'regionCode') return { kind: 'page', path: '/organisation', label: '组织机构' };
  return { kind: 'plan' };
}

export interface FindingGroup {
  title: string;
  findings: (Finding & { place: Place })[];
}

/** By where they are mended, in the order of the plan; what concerns more than one entry comes first. */
export function grouped(
  findings: readonly Finding[],
  entries: readonly { key: string; title: string }[],
): FindingGroup[] {
  const groups = new Map<string, FindingGroup & { order: number }>();
  for (const finding of findings) {
    const place = placeOf(finding, entries);
    const [name, title, order] = headOf(place, entries);
    const group = groups.get(name) ?? { title, order, findings: [] };
    group.findings.push({ ...finding, place });
    groups.set(name, group);
  }
  return [...groups.values()]
    .sort((a, b) => a.order - b.order)
    .map(({ title, findings: found }) => ({ title, findings: found }));
}

function headOf(place: Place, entries: readonly { key: string }[]): [string, string, number] {
  switch (place.kind) {
    case 'page':
      return [place.path, place.label, -2];
    case 'plan':
      return ['', '全年安排', -1];
    case 'entry':
      return [`entry ${place.key}`, place.title, entries.findIndex(({ key }) => key === place.key)];
  }
}

/** What was confirmed and says the same still. The id names a place: after a change another warning may stand there. */
export function stillAcknowledged(
  acknowledged: readonly string[],
  before: readonly Finding[],
  after: readonly Finding[],
): string[] {
  const said = new Map(before.map(({ id, message }) => [id, message]));
  return after
    .filter(({ id, message }) => acknowledged.includes(id) && said.get(id) === message)
    .map(({ id }) => id);
}

/** Whether it could be launched: no error, and every warning confirmed. */
export const isReady = (findings: readonly Finding[], acknowledged: readonly string[]): boolean =>
  findings.every(({ severity, id }) => severity === 'warning' && acknowledged.includes(id));

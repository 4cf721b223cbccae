import { STAGES } from '../../../domain/campaign/stages.js';

export interface PlanFinding {
  id: string;
  severity: 'error' | 'warning';
  where: string;
  message: string;
  mend: string;
}

/** Parts of the plan, as the editor shows them one after the other. */
export type PlanPart = 'whole' | 'stages' | 'contents' | 'actions' | 'units' | 'counties';

const PARTS: readonly (readonly [RegExp, PlanPart])[] = [
  [/^form\.stages/, 'stages'],
  [/^form\.contents/, 'contents'],
  [/^form\.actions/, 'actions'],
  [/^form\.countyCodes/, 'counties'],
  [/^(?:form\.unitIds|units)/, 'units'],
];

export function partOf({ where }: Pick<PlanFinding, 'where'>): PlanPart {
  return PARTS.find(([pattern]) => pattern.test(where))?.[1] ?? 'whole';
}

const FIELDS: Record<string, string> = {
  title: '名称',
  fromDate: '开始日期',
  toDate: '结束日期',
  goal: '目标',
  handInDate: '单位报送时限',
  inspectionDates: '检查日期',
  leadUnitId: '牵头单位',
};

/** Where a finding is, in words: 走访摸底 · 开始日期. */
export function placeInWords(
  { where }: Pick<PlanFinding, 'where'>,
  form: { stages: readonly { key: string; title: string }[]; actions: readonly { title: string }[] },
): string {
  const [, list, index, field] = /^form\.(stages|actions)\[(\d+)\]\.?(\w+)?/.exec(where) ?? [];
  if (list === 'stages') {
    const stage = form.stages[Number(index)];
    return joined(stage?.title || STAGES[stage?.key as keyof typeof STAGES]?.label, FIELDS[field ?? '']);
  }
  if (list === 'actions') return joined(form.actions[Number(index)]?.title, FIELDS[field ?? '']);
  const own = FIELDS[/^form\.(\w+)$/.exec(where)?.[1] ?? ''];
  return joined(
    {
      whole: '活动',
      stages: '阶段',
      contents: '主要内容',
      actions: '专项行动',
      units: '参加单位',
      counties: '各县',
    }[partOf({ where })],
    own,
  );
}

const joined = (...words: (string | undefined)[]): string => words.filter(Boolean).join(' · ');

/** The findings at one field; `prefix` too takes those of the fields below it. */
export function findingsAt<F extends Pick<PlanFinding, 'where'>>(findings: readonly F[], field: string): F[] {
  return findings.filter(({ where }) => where === field || where.startsWith(`${field}[`));
}

/** The one day a finding proposes for the very field it is at; undefined when it leaves the choice open. */
export function proposedDay({ where, mend }: Pick<PlanFinding, 'where' | 'mend'>): string | undefined {
  if (!/(?:Date|Dates\[\d+\])$/.test(where)) return undefined;
  const days = [...new Set(mend.match(/\d{4}-\d{2}-\d{2}/g))];
  return days.length === 1 ? days[0] : undefined;
}

/** The plan with a day at `where` (`form.stages[1].fromDate`, `form.stages[5].inspectionDates[2]`) changed; what is not there stays away. */
export function withDay<T extends object>(form: T, where: string, day: string): T {
  const path = [...where.replace(/^form\./, '').matchAll(/\w+/g)].map(([part]) => part);
  return changed(form, path, day) as T;
}

function changed(value: unknown, [part, ...rest]: readonly string[], day: string): unknown {
  if (part === undefined) return day;
  if (typeof value !== 'object' || value === null || !(rest.length === 0 || part in value)) return value;
  if (Array.isArray(value))
    return value.map((one: unknown, index) => (index === Number(part) ? changed(one, rest, day) : one));
  return { ...value, [part]: changed((value as Record<string, unknown>)[part], rest, day) };
}

/** What still stands in the way: errors, and warnings nobody has confirmed. */
export function openFindings(
  findings: readonly PlanFinding[],
  acknowledged: readonly string[],
): { errors: PlanFinding[]; warnings: PlanFinding[] } {
  return {
    errors: findings.filter(({ severity }) => severity === 'error'),
    warnings: findings.filter(({ severity, id }) => severity === 'warning' && !acknowledged.includes(id)),
  };
}

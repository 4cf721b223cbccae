import type { components } from '../../api/schema.js';

type Schemas = components['schemas'];
export type Received = Pick<
  Schemas['ReceivedPointView'],
  'id' | 'number' | 'section' | 'title' | 'text' | 'limitAt' | 'quantities'
>;

export interface SplitTask {
  title: string;
  text: string;
  leadUnitIds: string[];
  cooperatingUnitIds: string[];
  /** Empty: December 31. */
  limitDate: string;
}

/** This level's answer to one upper point: its own tasks, or why there is none. */
export interface SplitAnswer {
  none: boolean;
  reason: string;
  tasks: SplitTask[];
}

export interface SplitDraft {
  answers: Record<string, SplitAnswer>;
  opinions: { title: string; text: string }[];
  regionCodes: string[];
}

export function taskOf(point: Received): SplitTask {
  return {
    title: point.title,
    text: point.text,
    leadUnitIds: [],
    cooperatingUnitIds: [],
    limitDate: point.limitAt.slice(0, 10),
  };
}

/** Each point begins as one task in the upper level's words; who leads it is for this level to say. */
export function newSplit(received: readonly Received[]): SplitDraft {
  const answers = received.map((point): [string, SplitAnswer] => [
    point.id,
    { none: false, reason: '', tasks: [taskOf(point)] },
  ]);
  return { answers: Object.fromEntries(answers), opinions: [], regionCodes: [] };
}

/** What is still missing at a point; undefined when it is answered. */
export function missingAt(answer: SplitAnswer | undefined): string | undefined {
  if (!answer) return '还没有分解';
  if (answer.none) return answer.reason.trim().length < 2 ? '要写明没有任务的理由' : undefined;
  if (answer.tasks.length === 0) return '还没有分解';
  if (answer.tasks.some(({ title, text }) => title.trim() === '' || text.trim() === ''))
    return '任务要有名称和内容';
  return answer.tasks.some(({ leadUnitIds }) => leadUnitIds.length === 0) ? '任务没有牵头单位' : undefined;
}

export function splitForm(received: readonly Received[], draft: SplitDraft): Schemas['WorkPointsSplitBody'] {
  const answered = received.flatMap((point) => {
    const answer = draft.answers[point.id];
    return answer ? [{ point, answer }] : [];
  });
  return {
    points: answered
      .filter(({ answer }) => !answer.none)
      .flatMap(({ point, answer }) =>
        answer.tasks.map((task, index) => ({
          number: answer.tasks.length > 1 ? `${point.number}.${index + 1}`.slice(0, 20) : point.number,
          section: point.section,
          title: task.title.trim(),
          text: task.text.trim(),
          leadUnitIds: task.leadUnitIds,
          cooperatingUnitIds: task.cooperatingUnitIds.filter((id) => !task.leadUnitIds.includes(id)),
          ...(task.limitDate === '' ? {} : { limitDate: task.limitDate }),
          quantities: point.quantities,
          parentPointId: point.id,
        })),
      ),
    none: answered
      .filter(({ answer }) => answer.none)
      .map(({ point, answer }) => ({ parentPointId: point.id, reason: answer.reason.trim() })),
    opinions: draft.opinions.filter(({ title, text }) => title.trim() !== '' && text.trim() !== ''),
    regionCodes: draft.regionCodes,
  };
}

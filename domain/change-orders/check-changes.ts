import { nthOf } from '../errors/field-name.js';
import { Refusal } from '../errors/refusal.js';
import { instantIn } from '../time/instant.js';
import { InvalidCivilDateError, parseCivilDate } from '../time/zone.js';
import { CHANGE_WORDS, type Change, type ChangeInput, type ChangeType } from './forms.js';

type Field = keyof typeof CHANGE_WORDS;

const LIST = '各项变更';

/** What each kind needs, and what it may have. Total: a kind without its line does not compile. */
const FIELDS: Record<ChangeType, { needs: readonly Field[]; may: readonly Field[] }> = {
  deadline: { needs: ['stepId'], may: ['assignmentId', 'toDate', 'toAt'] },
  unit: { needs: ['assignmentId', 'toUnitId'], may: [] },
  addUnit: { needs: ['stepId', 'unitId'], may: ['toDate'] },
  removeUnit: { needs: ['stepId', 'unitId'], may: [] },
  step: { needs: ['stepId', 'action', 'outcome'], may: [] },
  planned: { needs: ['key'], may: ['fromDate', 'toDate'] },
};

/**
 * Changes as they came in, each with the fields of its kind and nothing else, and none said twice.
 * @throws Refusal FORM_REQUIRED, UNKNOWN_FIELD, INVALID_DATE, INVALID_FIELD naming the field below `path`
 */
export function checkChanges(inputs: readonly ChangeInput[], path: string): Change[] {
  const said = new Map<string, number>();
  return inputs.map((input, index) => {
    const change = checkChange(input, `${path}[${index}]`, (field) =>
      nthOf(LIST, index, CHANGE_WORDS[field]),
    );
    const before = said.get(subjectOf(change));
    if (before !== undefined)
      throw new Refusal(
        'INVALID_FIELD',
        { field: nthOf(LIST, index), reason: `与第 ${before} 项变更的是同一处` },
        `${path}[${index}]`,
      );
    said.set(subjectOf(change), index + 1);
    return change;
  });
}

function checkChange(input: ChangeInput, path: string, called: (field: Field) => string): Change {
  const { needs, may } = FIELDS[input.type];
  for (const field of needs)
    if (input[field] === undefined)
      throw new Refusal('FORM_REQUIRED', { field: called(field) }, `${path}.${field}`);
  for (const field of Object.keys(input))
    if (field !== 'type' && ![...needs, ...may].includes(field as Field))
      throw new Refusal('UNKNOWN_FIELD', { field: `${path}.${field}` }, `${path}.${field}`);
  checkDates(input, path, called);
  if (input.type === 'deadline' && (input.toDate === undefined) === (input.toAt === undefined))
    throw new Refusal(
      'INVALID_FIELD',
      { field: called('toDate'), reason: '新时限填日期或者时间，只填一种' },
      `${path}.toDate`,
    );
  if (input.type === 'planned' && input.fromDate === undefined && input.toDate === undefined)
    throw new Refusal('FORM_REQUIRED', { field: called('fromDate') }, `${path}.fromDate`);
  return input as Change;
}

function checkDates(
  { fromDate, toDate, toAt }: ChangeInput,
  path: string,
  called: (field: Field) => string,
): void {
  for (const [field, date] of [
    ['fromDate', fromDate],
    ['toDate', toDate],
  ] as const) {
    if (date === undefined) continue;
    try {
      parseCivilDate(date);
    } catch (error) {
      if (error instanceof InvalidCivilDateError)
        throw new Refusal('INVALID_DATE', { field: called(field) }, `${path}.${field}`);
      throw error;
    }
  }
  if (toAt !== undefined) instantIn(toAt, `${path}.toAt`, called('toAt'));
  if (fromDate !== undefined && toDate !== undefined && toDate < fromDate)
    throw new Refusal('ENDS_BEFORE_START', { field: called('toDate'), from: fromDate }, `${path}.toDate`);
}

/** What a change is about: the same thing is changed once in an order. */
function subjectOf(change: Change): string {
  switch (change.type) {
    case 'deadline':
      return `deadline ${change.assignmentId ?? change.stepId}`;
    case 'unit':
      return `unit ${change.assignmentId}`;
    case 'addUnit':
    case 'removeUnit':
      return `member ${change.stepId} ${change.unitId}`;
    case 'step':
      return `step ${change.stepId}`;
    case 'planned':
      return `planned ${change.key}`;
  }
}

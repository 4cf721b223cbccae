/** One thing wrong with a rule an administrator typed: where (dotted path), a stable code, and a Chinese sentence for the page. */
export interface RuleProblem {
  path: string;
  code: RuleProblemCode;
  message: string;
}

export type RuleProblemCode =
  | 'notAnObject'
  | 'unknownKind'
  | 'unknownField'
  | 'missing'
  | 'notAnInteger'
  | 'outOfRange'
  | 'noSuchDate'
  | 'badRoll'
  | 'badOffset'
  | 'notAList'
  | 'tooMany'
  | 'empty'
  | 'duplicate'
  | 'unknownRecipient'
  | 'notAscending';

/** Collects problems while a rule is read; internal to domain/time. */
export class RuleReader {
  readonly problems: RuleProblem[] = [];

  report(path: string, code: RuleProblemCode, message: string): void {
    this.problems.push({ path, code, message });
  }

  /** The value as a plain object, or null with the problem reported. */
  object(value: unknown, path: string): Record<string, unknown> | null {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Record<string, unknown>;
    }
    this.report(path, 'notAnObject', '应当是一个对象');
    return null;
  }

  list(value: unknown, path: string, max: number): unknown[] | null {
    if (!Array.isArray(value)) {
      this.report(path, 'notAList', '应当是一个列表');
      return null;
    }
    if (value.length > max) this.report(path, 'tooMany', `最多 ${max} 项`);
    return value.slice(0, max);
  }

  integer(value: unknown, path: string, min: number, max: number): number | null {
    if (value === undefined) {
      this.report(path, 'missing', '必须填写');
      return null;
    }
    if (typeof value !== 'number' || !Number.isInteger(value)) {
      this.report(path, 'notAnInteger', '必须是整数');
      return null;
    }
    if (value < min || value > max) {
      this.report(path, 'outOfRange', `必须在 ${min} 到 ${max} 之间`);
      return null;
    }
    return value;
  }

  noOtherFields(record: Record<string, unknown>, path: string, allowed: readonly string[]): void {
    for (const field of Object.keys(record)) {
      if (!allowed.includes(field)) this.report(under(path, field), 'unknownField', `不认识的字段“${field}”`);
    }
  }
}

/** `rungs[0]` + `to` -> `rungs[0].to`; the root's path is the empty string. */
export function under(path: string, field: string): string {
  return path === '' ? field : `${path}.${field}`;
}

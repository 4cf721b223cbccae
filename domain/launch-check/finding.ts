/** One thing that 方案体检 found in a plan before its launch. */
export interface Finding {
  /** What is wrong, for programs: `deadlineOnRestDay`, `unitWithoutLiaison` … */
  code: string;
  /** An error blocks the launch; a warning needs a click. */
  severity: 'error' | 'warning';
  /** Path of what it is about in the body of the launch: `entries[3].date`. */
  where: string;
  /** What is wrong, for a person. */
  message: string;
  /** How to mend it. */
  mend: string;
}

/** What a click acknowledges: this finding in this place, and no other. */
export const findingId = ({ code, where }: Pick<Finding, 'code' | 'where'>): string => `${code}@${where}`;

/** What stands in the way of a launch: the errors, or else the warnings that nobody acknowledged yet. */
export function standing(findings: readonly Finding[], acknowledged: readonly string[]): Finding[] {
  const errors = findings.filter(({ severity }) => severity === 'error');
  return errors.length > 0
    ? errors
    : findings.filter((finding) => !acknowledged.includes(findingId(finding)));
}

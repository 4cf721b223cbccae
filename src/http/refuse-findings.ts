import { standing, type Finding } from '../../domain/launch-check/finding.js';
import { InvalidRequest } from './validation.js';

/**
 * Lets a launch go on only when 方案体检 has nothing against it: errors block, each warning needs its click.
 *
 * @param path where the plan stands in the body: `form`, or '' for a body that is the plan
 * @throws InvalidRequest LAUNCH_CHECK for errors, LAUNCH_WARNINGS for warnings that nobody acknowledged; each finding with its place
 */
export function refuseFindings(
  findings: readonly Finding[],
  acknowledged: readonly string[],
  path = '',
): void {
  const against = standing(findings, acknowledged);
  if (against.length === 0) return;
  throw new InvalidRequest(
    against.map(({ severity, where, message, mend }) => ({
      field: path === '' ? where : `${path}.${where}`,
      code: severity === 'error' ? 'LAUNCH_CHECK' : 'LAUNCH_WARNINGS',
      detail: `${message}${mend}`,
    })),
  );
}

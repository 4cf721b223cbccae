import { civilDateOf } from '../../domain/time/zone.js';
import { positionsOf } from '../organisation/position.repository.js';
import type { EffectContext } from '../processes/effects.js';

/** 签发人 of an upward document: the office's director, in his absence the deputy, without both who acts. */
export async function signatoryOf(
  { manager, now, actor }: EffectContext,
  officeUnitId: string,
): Promise<string> {
  const positions = await positionsOf(
    manager,
    officeUnitId,
    ['officeDirector', 'officeDeputy'],
    civilDateOf(now),
  );
  for (const kind of ['officeDirector', 'officeDeputy']) {
    const holder = positions.find((one) => one.kind === kind && one.holders.length > 0)?.holders[0];
    if (holder) return holder.name;
  }
  return actor?.personName ?? '';
}

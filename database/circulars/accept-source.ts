import { comparableNumber } from '../../domain/circulars/number.js';
import { Refusal } from '../../domain/errors/refusal.js';
import type { EffectContext } from '../processes/effects.js';
import { changeCircular } from './circular.store.js';

/**
 * Makes this circular the one by which the region received a document. Two that bring the same number at the same instant wait for each
 * other: one of them is refused.
 *
 * @throws Refusal CIRCULAR_ALREADY_RECEIVED
 */
export async function acceptNumber(
  { manager, process }: EffectContext,
  number: string,
  field: string,
): Promise<void> {
  const comparable = comparableNumber(number);
  if (comparable === '') return changeCircular(manager, process.id, { acceptedNumber: null });
  await manager.query(`select pg_advisory_xact_lock(hashtext('circular-number:' || $1 || ':' || $2))`, [
    process.regionCode,
    comparable,
  ]);
  const [other]: { title: string }[] = await manager.query(
    `select p.title from circular c join process p on p.id = c.process_id
     where c.region_code = $1 and c.accepted_number = $2 and c.process_id <> $3`,
    [process.regionCode, comparable, process.id],
  );
  if (other) throw new Refusal('CIRCULAR_ALREADY_RECEIVED', { number, title: other.title }, field);
  await changeCircular(manager, process.id, { acceptedNumber: comparable });
}

import { randomUUID } from 'node:crypto';
import { launchProcess } from '../../../database/processes/launch-process.js';
import type { SeatKey } from '../../../domain/coordination/composition.js';
import { COUNTY } from '../../support/county.js';
import type { World } from './world.js';

/** Launches a process as the counter does, with what is handed in with it. */
export async function launchedAs(
  world: World,
  kind: string,
  now: Date,
  {
    year = now.getFullYear(),
    form,
    unitId = null,
    businessKey = randomUUID(),
  }: { year?: number; form?: object; unitId?: string | null; businessKey?: string } = {},
): Promise<string> {
  const process = await world.dataSource.transaction((tx) =>
    launchProcess(
      tx,
      { kind, businessKey, regionCode: COUNTY, year, title: `双江${year}年${kind}` },
      { form, unitId },
      null,
      now,
    ),
  );
  if (!process) throw new Error('launched twice');
  return process.id;
}

/** Who sits where in the demonstration county: unit, kind of position, and part of its title. */
const SEATED: Record<SeatKey, [unit: string, kind: string, title: string]> = {
  leader: ['县领导小组', 'groupLeader', ''],
  deputyLeader: ['县领导小组', 'deputyLeader', '县政府'],
  veteransMember: ['县退役军人事务局', 'unitLeader', ''],
  armedMember: ['县人武部', 'unitLeader', ''],
  officeDeputy: ['县双拥办', 'officeDeputy', ''],
  armedDeputy: ['县人武部', 'unitLeader', ''],
  officeLiaison: ['县双拥办', 'officeStaff', ''],
  armedLiaison: ['县人武部', 'militaryLiaison', ''],
};

export async function positionOf(
  world: World,
  [unit, kind, title]: [unit: string, kind: string, title: string],
): Promise<string> {
  const { id } = await world.one<{ id: string }>(
    `select o.id from position o join unit u on u.id = o.unit_id
     where u.short_name = $1 and o.kind = $2 and o.title like '%' || $3 || '%'`,
    unit,
    kind,
    title,
  );
  return id;
}

/** A composition without a fault, but for what is changed (null: the seat stays empty). */
export async function seats(
  world: World,
  change: Partial<Record<SeatKey, [string, string, string] | null>> = {},
): Promise<{ seats: { seat: SeatKey; positionId: string }[] }> {
  const filled: { seat: SeatKey; positionId: string }[] = [];
  for (const [seat, usual] of Object.entries(SEATED) as [SeatKey, [string, string, string]][]) {
    const who = change[seat] === undefined ? usual : change[seat];
    if (who) filled.push({ seat, positionId: await positionOf(world, who) });
  }
  return { seats: filled };
}

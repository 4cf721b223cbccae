import type { DataSource } from 'typeorm';
import { openStep } from '../../database/steps/open-step.js';
import { processIdOf } from '../../database/steps/ids.js';
import { launchProcess } from '../../database/processes/launch-process.js';
import { blueprintOf, type LaunchableKind } from '../../domain/blueprints/index.js';
import { refuseClassified } from '../../domain/needs/classified-form.js';
import { checkedForm } from '../http/checked-form.js';
import { LAUNCHES, type HandedIn } from './launches.js';
import { rehearsedRegion, type RehearsedRegion } from './region.js';

/**
 * Launches what is rehearsed, through the same checks and effects as production, in nobody's name.
 *
 * @param form what is handed in instead of the rehearsal's own inventions, as one launch
 * @returns the region as it is on that day
 * @throws Refusal NOT_FOUND for a region that production doesn't have, and what the launch is refused for
 */
export async function launchRehearsed(
  dataSource: DataSource,
  kind: LaunchableKind,
  { regionCode, year, form }: { regionCode: string; year: number; form?: object },
  now: Date,
): Promise<RehearsedRegion> {
  const region = await rehearsedRegion(dataSource.manager, regionCode, year, now);
  const { handsIn, about } = LAUNCHES[kind];
  if (about) await beginWith(dataSource, about, { regionCode, year }, now);
  const launches = form ? [{ form }] : handsIn ? handsIn(region) : [null];
  for (const [index, handedIn] of launches.entries()) {
    const process = {
      kind,
      businessKey: `${kind}:${regionCode}:${handedIn ? `${year}:${index + 1}` : year}`,
      regionCode,
      year,
      title: titleOf(kind, region, handedIn),
    };
    const launch = { form: formOf(kind, handedIn), unitId: handedIn?.unitId ?? null };
    await dataSource.transaction((tx) => launchProcess(tx, process, launch, null, now));
  }
  return region;
}

/** Launches what another launch is about, and opens its step as its workflow will: it finds it open. */
async function beginWith(
  dataSource: DataSource,
  { kind, step }: { kind: LaunchableKind; step: string },
  place: { regionCode: string; year: number },
  now: Date,
): Promise<void> {
  await launchRehearsed(dataSource, kind, place, now);
  const processId = processIdOf(`${kind}:${place.regionCode}:${place.year}`);
  await openStep(dataSource.manager, { processId, key: step, round: 1, now });
}

function titleOf(kind: LaunchableKind, region: RehearsedRegion, handedIn: HandedIn | null): string {
  const { launch, label } = blueprintOf(kind);
  if (launch.once === 'each') return (handedIn?.form as { title: string }).title;
  return LAUNCHES[kind].title?.(region) ?? `${region.label}${region.year}年${label}`;
}

function formOf(kind: LaunchableKind, handedIn: HandedIn | null): unknown {
  const { form: key } = blueprintOf(kind).launch;
  if ((key === undefined) !== (handedIn === null))
    throw new RangeError(`${kind}: what a rehearsal hands in is not what its launch asks for`);
  if (key === undefined || handedIn === null) return undefined;
  refuseClassified(handedIn.form, 'form');
  return checkedForm(key, handedIn.form);
}

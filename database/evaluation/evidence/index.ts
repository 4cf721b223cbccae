import type { EntityManager } from 'typeorm';
import { FIVE_ONES } from '../../../domain/campaign/five-ones.js';
import type { EvidenceRecord, EvidenceSource } from '../../../domain/evaluation/evidence.js';
import type { Subject } from '../../../domain/organisation/subject.js';
import { parametersOf, type EvidenceAsked, type EvidenceParameters, type FoundRecord } from './asked.js';
import { gatherings } from './gatherings.js';
import { handIns } from './hand-ins.js';
import {
  campaignFindings,
  coordinationTasks,
  decidedMatters,
  needItems,
  rectifications,
  workPoints,
} from './items.js';
import { annualPlans, campaignStages, circulars, coordinationGroups, fiveOnes } from './region-deeds.js';

type Query = (manager: EntityManager, parameters: EvidenceParameters) => Promise<FoundRecord[]>;

/** Total: a source without its query does not compile. Each is asked once for all subjects (two parts for what regions and units do apart). */
const QUERIES: Record<EvidenceSource, Query> = {
  annualPlan: annualPlans,
  groupMeetings: (manager, asked) => gatherings(manager, ['group', 'joint'], asked),
  conferences: (manager, asked) => gatherings(manager, ['conference'], asked),
  consultations: (manager, asked) => gatherings(manager, ['topical'], asked),
  coordinationFiled: coordinationGroups,
  liaisonFiled: (manager, asked) =>
    handIns(manager, { kinds: ['liaisonFiling'], keys: ['file'], of: 'processYear', about: 'both' }, asked),
  dualListFiled: (manager, asked) =>
    handIns(manager, { kinds: ['dualList'], keys: ['collect'], of: 'processYear', about: 'both' }, asked),
  needItemsClosed: (manager, asked) => needItems(manager, 'closed', null, asked),
  needItemsInTime: (manager, asked) => needItems(manager, 'inTime', null, asked),
  localityNeedsClosed: (manager, asked) => needItems(manager, 'closed', 'locality', asked),
  cooperation: (manager, asked) =>
    handIns(manager, { kinds: [], keys: ['cooperate'], of: 'opened', about: 'both' }, asked),
  coordinationTasks,
  circularReceipts: (manager, asked) =>
    handIns(
      manager,
      { kinds: [], keys: ['receipts', 'finalReceipts', 'notified', 'receive'], of: 'opened', about: 'unit' },
      asked,
    ),
  circularsIssued: (manager, asked) => circulars(manager, null, asked),
  goodPractices: (manager, asked) => circulars(manager, 'goodPractice', asked),
  workPointsReported: (manager, asked) =>
    handIns(manager, { kinds: ['workPoint'], keys: ['progress'], of: 'opened', about: 'both' }, asked),
  workPointsClosed: workPoints,
  jointOffice: (manager, asked) => gatherings(manager, ['jointOffice'], asked),
  visits: (manager, asked) => gatherings(manager, ['visit'], asked),
  supervisions: (manager, asked) => gatherings(manager, ['supervision'], asked),
  research: (manager, asked) => gatherings(manager, ['research'], asked),
  plannedEvents: (manager, asked) =>
    gatherings(manager, ['jointOffice', 'visit', 'supervision', 'research', 'group', 'joint'], asked),
  campaignStages: async (manager, asked) => [
    ...(await campaignStages(manager, asked)),
    ...(await handIns(
      manager,
      { kinds: ['campaign'], keys: ['mobilise', 'visit', 'interim', 'final'], of: 'opened', about: 'unit' },
      asked,
    )),
  ],
  campaignFindings,
  fiveOnes: (manager, asked) => fiveOnes(manager, FIVE_ONES, asked),
  mattersClosed: decidedMatters,
  rectifications,
  inspectionMaterial: (manager, asked) =>
    handIns(manager, { kinds: ['inspection'], keys: ['submit'], of: 'opened', about: 'unit' }, asked),
};

/** Records of each subject, by the id of the unit that answers for it, then by source. */
export type Evidence = ReadonlyMap<string, ReadonlyMap<EvidenceSource, EvidenceRecord[]>>;

/** What the product has on record about these subjects' year; as many queries as sources, however many subjects. */
export async function evidenceOf(
  manager: EntityManager,
  asked: EvidenceAsked,
  sources: Iterable<EvidenceSource>,
): Promise<Evidence> {
  const parameters = parametersOf(asked);
  const byUnit = new Map(asked.subjects.map((subject) => [subject.unitId, subject]));
  const regions = asked.subjects.filter(({ kind }) => kind === 'region');
  const byRegion = new Map(regions.map((subject) => [subject.regionCode, subject]));
  const evidence = new Map(
    asked.subjects.map(({ unitId }) => [unitId, new Map<EvidenceSource, EvidenceRecord[]>()]),
  );
  for (const source of new Set(sources)) {
    for (const of of evidence.values()) of.set(source, []);
    for (const { about, regionCode, unitId, ...record } of await QUERIES[source](manager, parameters)) {
      const add = (subject: Subject | undefined, owner: string | null): void =>
        void (
          subject &&
          evidence
            .get(subject.unitId)
            ?.get(source)
            ?.push({ ...record, owner })
        );
      const region = about === 'unit' ? undefined : byRegion.get(regionCode);
      const unit = unitId === null || about === 'region' ? undefined : byUnit.get(unitId);
      add(region, record.owner);
      // An office's own hand-in counts for its region, once.
      if (unit !== region) add(unit, null);
    }
  }
  return evidence;
}

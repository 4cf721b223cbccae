import { shallowRef, watch } from 'vue';
import { api, data, type Schemas } from '../../api/client.js';
import { currentUser, onSessionEnd } from '../../api/session.js';
import { rehearsal } from '../../api/transport.js';
import { readDraft, type PlanEntry, type YearDraft } from '../../models/year/plan-draft.js';

/** Of this tab and this person, in this world: another tab prepares another year. */
const place = (): string => `year-draft ${rehearsal ?? ''} ${currentUser.value?.person.id ?? ''}`;

onSessionEnd(() => {
  for (const key of Object.keys(sessionStorage))
    if (key.startsWith('year-draft ')) sessionStorage.removeItem(key);
});

export type Offer = Schemas['AnnualDraftView'];

/** The year that is being prepared: kept in the tab with every change, gone when it was launched or given up. */
export function useYearDraft() {
  const draft = shallowRef<YearDraft | undefined>(readDraft(sessionStorage.getItem(place())));
  watch(draft, (now) => {
    if (now) sessionStorage.setItem(place(), JSON.stringify(now));
    else sessionStorage.removeItem(place());
  });

  /** @throws ApiProblem */
  async function begin(regionCode: string, year: number): Promise<Offer> {
    const offer = await offerFor(regionCode, year);
    if (offer.launched === null) draft.value = draftOf(offer);
    return offer;
  }

  const change = (changed: Partial<YearDraft>) => {
    if (draft.value) draft.value = { ...draft.value, ...changed };
  };
  return { draft, begin, change };
}

/** @throws ApiProblem */
export const offerFor = (regionCode: string, year: number): Promise<Offer> =>
  data(api.GET('/api/v1/annual-cycles/draft', { params: { query: { regionCode, year } } }));

const draftOf = ({ regionCode, region, year, entries, launchNextYear }: Offer): YearDraft => ({
  ...{ regionCode, region, year, entries: entries as PlanEntry[], removed: [], acknowledged: [] },
  launchNextYear,
});

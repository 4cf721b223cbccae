import { shallowRef } from 'vue';
import { api, data } from '../api/client.js';
import { awardChoices, objectionChoices } from '../models/honours.js';
import type { Option } from '../models/form-fields.js';
import { titleOption } from '../models/vetoes.js';

type References = Record<string, readonly Option[]>;
interface Asked {
  processId: string;
  kind: string;
  schemas: readonly string[];
}

/** Somebody chooses among so many at most; what is more is narrowed down on the ledger's own page. */
const MOST_PAGES = 5;

/** What fields of a task's forms point at: items, findings, suggestions, conditions, entries, by the names of these fields. */
export function useReferences(asked: Asked) {
  const references = shallowRef<References>({});
  void load(asked)
    .then((found) => (references.value = found))
    // Without them the form still opens; whoever needs one asks again by reloading.
    .catch(() => undefined);
  return references;
}

async function load({ processId, kind, schemas }: Asked): Promise<References> {
  const path = { id: processId };
  if (schemas.includes('CompileBody')) return items(await filedItems(processId), ['itemId', 'into', 'from']);
  if (schemas.includes('CampaignArrangementBody'))
    return items(await findings(processId), ['findingId', 'into', 'from']);
  if (schemas.includes('DispositionsBody')) {
    const meeting = await data(api.GET('/api/v1/meetings/{processId}', { params: { path: { processId } } }));
    const open = meeting.suggestions.map(({ id, unit, text }) => ({
      value: id,
      label: `${unit.shortName}：${text}`,
    }));
    return { suggestionId: open };
  }
  if (schemas.includes('CampaignStageClosingBody')) {
    const { stages } = await data(api.GET('/api/v1/campaigns/{id}', { params: { path } }));
    const lacking = stages.flatMap(({ conditions }) => conditions);
    return { what: lacking.map(({ key, label }) => ({ value: key, label })) };
  }
  if (kind === 'vetoEvent' && schemas.some((name) => TITLE_FORMS.includes(name))) {
    const { titles } = await data(api.GET('/api/v1/veto-events/{id}', { params: { path } }));
    return { honourId: titles.map(titleOption) };
  }
  if (schemas.includes('HonourRecommendationBody') || schemas.includes('HonourObjectionBody')) {
    const naming = await data(api.GET('/api/v1/namings/{processId}', { params: { path: { processId } } }));
    return { awardId: awardChoices(naming), candidateId: objectionChoices(naming) };
  }
  if (kind === 'annualCycle' && schemas.includes('AnnualMendBody')) {
    const { entries } = await data(api.GET('/api/v1/annual-cycles/{id}', { params: { path } }));
    const failed = entries.filter(({ state }) => state === 'failed');
    return { key: failed.map(({ key, title, reason }) => ({ value: key, label: `${title}：${reason}` })) };
  }
  return {};
}

/** Forms that speak of titles one by one. */
const TITLE_FORMS = ['VetoProposalBody', 'VetoReconsiderationBody'];

const items = (options: readonly Option[], fields: readonly string[]): References =>
  Object.fromEntries(fields.map((field) => [field, options]));

async function filedItems(processId: string): Promise<Option[]> {
  const { regionCode, year } = await data(
    api.GET('/api/v1/processes/{id}', { params: { path: { id: processId } } }),
  );
  return allPages(async (cursor) => {
    const query = { region: regionCode, year, state: 'filed' as const, limit: 100, ...cursor };
    return data(api.GET('/api/v1/ledger', { params: { query } }));
  });
}

const findings = (id: string): Promise<Option[]> =>
  allPages((cursor) =>
    data(
      api.GET('/api/v1/campaigns/{id}/findings', {
        params: { path: { id }, query: { limit: 100, ...cursor } },
      }),
    ),
  );

interface Listed {
  items: { id: string; title: string }[];
  nextCursor: string | null;
}

async function allPages(ask: (cursor: { cursor?: string }) => Promise<Listed>): Promise<Option[]> {
  const found: Option[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < MOST_PAGES && (page === 0 || cursor !== null); page++) {
    const answer: Listed = await ask(cursor ? { cursor } : {});
    found.push(...answer.items.map(({ id, title }) => ({ value: id, label: title })));
    cursor = answer.nextCursor;
  }
  return found;
}

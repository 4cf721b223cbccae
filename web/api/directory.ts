import { api, data, type Schemas } from './client.js';
import { currentUser, onSessionEnd } from './session.js';

export type UnitView = Schemas['UnitView'];
export type UnitPosition = Schemas['UnitPositionView'];

/** The region whose units a form means, unless its page says otherwise. */
export const ownRegion = (): string => currentUser.value?.positions[0]?.regionCode ?? '';

/** Whose people and units a task's owner means: a county asked by its city means its own. */
export const regionOfTask = ({ unitId, regionCode }: { unitId: string; regionCode: string }): string =>
  currentUser.value?.positions.find((position) => position.unitId === unitId)?.regionCode ?? regionCode;

/** A region has dozens of units; this many would be a mistake. */
const MOST_PAGES = 10;

const units = new Map<string, Promise<UnitView[]>>();
const positions = new Map<string, Promise<UnitPosition[]>>();
onSessionEnd(forgetDirectory);

/** After something about units, positions or people was changed. */
export function forgetDirectory(): void {
  [units, positions].forEach((known) => known.clear());
}

/** All units of a region in their order, asked for once. @throws ApiProblem */
export function unitsIn(region: string): Promise<UnitView[]> {
  return once(units, region, async () => {
    const all: UnitView[] = [];
    let cursor: string | null = null;
    for (let page = 0; page < MOST_PAGES && (page === 0 || cursor !== null); page++) {
      const query = { region, limit: 100, ...(cursor ? { cursor } : {}) };
      const answer: Schemas['UnitPage'] = await data(api.GET('/api/v1/units', { params: { query } }));
      all.push(...answer.items);
      cursor = answer.nextCursor;
    }
    return all;
  });
}

/** Positions of a unit with whoever holds them today. @throws ApiProblem */
export function positionsIn(unitId: string): Promise<UnitPosition[]> {
  return once(positions, unitId, async () => {
    const { positions } = await data(api.GET('/api/v1/units/{id}', { params: { path: { id: unitId } } }));
    return positions;
  });
}

/** 组长、副组长 and 成员 of a region's leading group. @throws ApiProblem */
export function leadersIn(region: string): Promise<UnitPosition[]> {
  return once(positions, `leaders of ${region}`, async () => {
    const path = { regionCode: region };
    const { leaders } = await data(api.GET('/api/v1/leading-groups/{regionCode}', { params: { path } }));
    return leaders;
  });
}

function once<T>(known: Map<string, Promise<T>>, key: string, ask: () => Promise<T>): Promise<T> {
  const asked = known.get(key) ?? ask();
  known.set(key, asked);
  // What failed is asked for again the next time.
  asked.catch(() => known.delete(key));
  return asked;
}

import { api, data, type Schemas } from './client.js';

/** Something to choose, and what stands behind it in small print. */
export interface Choice {
  value: string;
  label: string;
  hint?: string;
}

/** A list of the API's that is searched while one types, and that names what is stored as an id. */
export interface Choices {
  search(text: string): Promise<Choice[]>;
  named(ids: readonly string[]): Promise<Choice[]>;
}

const SHOWN = 30;
const searched = (text: string) => (text.trim() === '' ? {} : { q: text.trim() });

/** @param only leaders of the leading group, or one unit's own positions; else all of the region, leaders first */
export function positionChoices(region: string, only: { leaders?: boolean; unitId?: string } = {}): Choices {
  const ask = async (query: object): Promise<Choice[]> => {
    const { items } = await data(api.GET('/api/v1/positions', { params: { query } }));
    return items.map(positionChoice);
  };
  const narrowed = {
    ...(only.leaders ? { leaders: true } : {}),
    ...(only.unitId ? { unit: only.unitId } : region ? { region } : {}),
  };
  return {
    search: (text) => ask({ limit: SHOWN, ...narrowed, ...searched(text) }),
    named: (ids) => ask({ limit: 100, id: ids }),
  };
}

const positionChoice = ({ positionId, unit, title, people }: Schemas['PositionRow']): Choice => ({
  value: positionId,
  label: `${unit} · ${title}`,
  hint: people.join('、') || '空缺',
});

/** Units of any region one knows of, by their ids. */
export async function unitsNamed(ids: readonly string[]): Promise<Choice[]> {
  const query = { limit: 100, id: [...ids] };
  const { items } = await data(api.GET('/api/v1/units', { params: { query } }));
  return items.map(({ id, shortName }) => ({ value: id, label: shortName }));
}

export const personChoices: Choices = {
  async search(text) {
    const query = { limit: SHOWN, ...searched(text) };
    return (await data(api.GET('/api/v1/people', { params: { query } }))).items.map(personChoice);
  },
  named: (ids) =>
    Promise.all(
      ids.map(async (id) =>
        personChoice(await data(api.GET('/api/v1/people/{id}', { params: { path: { id } } }))),
      ),
    ),
};

const personChoice = ({ id, name, appointments }: Schemas['PersonEntry']): Choice => ({
  value: id,
  label: name,
  hint: appointments.map(({ unitName, title }) => `${unitName}${title}`).join('、'),
});

import { api, data } from '../api/client.js';
import type { FormValue } from '../models/form-fields.js';
import { titlesToDecide } from '../models/vetoes.js';

/** What a form begins with where the process already knows what has to be spoken of; undefined for every other form. */
export async function prefilled(processId: string, schema: string): Promise<FormValue | undefined> {
  const path = { id: processId };
  if (schema === 'VetoProposalBody' || schema === 'VetoReconsiderationBody') {
    const { titles } = await data(api.GET('/api/v1/veto-events/{id}', { params: { path } }));
    return { titles: titlesToDecide(titles, schema === 'VetoReconsiderationBody') };
  }
  if (schema === 'VetoDeclarationBody') {
    const { items } = await data(api.GET('/api/v1/veto-watches/{id}', { params: { path } }));
    // Most quarters nothing happened: who found something moves the item over.
    return { clear: items.map(({ item }) => ({ item })) };
  }
  return undefined;
}

import { ref } from 'vue';
import { api, data } from '../api/client.js';
import { currentUser } from '../api/session.js';

const OFFICE = ['officeDirector', 'officeDeputy', 'officeStaff'];

export interface OwnRegion {
  code: string;
  label: string;
}

/** Regions for whose office the person acts; their names come a moment later. */
export function useOffices() {
  const positions = currentUser.value?.positions ?? [];
  const codes = [
    ...new Set(positions.filter(({ kind }) => OFFICE.includes(kind)).map(({ regionCode }) => regionCode)),
  ];
  const regions = ref<OwnRegion[]>(codes.map((code) => ({ code, label: code })));
  for (const region of regions.value)
    void data(api.GET('/api/v1/regions/{code}', { params: { path: { code: region.code } } })).then(
      ({ label }) => (region.label = label),
      () => undefined,
    );
  return { regions, first: codes[0] ?? '' };
}

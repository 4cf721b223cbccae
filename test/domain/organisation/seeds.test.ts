import { describe, expect, it } from '@jest/globals';
import { positionFits } from '../../../domain/organisation/kinds.js';
import { demonstrationOrganisation } from '../../../database/seeds/demonstration/index.js';
import { type OrganisationData } from '../../../database/seeds/organisation-builder.js';
import { personId, unitId } from '../../../database/seeds/seed-id.js';
import { buildCounty } from '../../../database/seeds/synthetic-county.js';

const options = { regionCode: '990101', name: '演练县', units: 40 };

function expectSound(data: OrganisationData): void {
  const kindOf = new Map(data.units.map(({ id, kind }) => [id, kind]));
  for (const { unitId: unit, kind } of data.positions) {
    const unitKind = kindOf.get(unit);
    expect(unitKind && positionFits(unitKind, kind)).toBe(true);
  }
  for (const rows of [data.units, data.positions, data.persons, data.appointments]) {
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  }
  expect(new Set(data.accounts.map(({ login }) => login)).size).toBe(data.accounts.length);
  expect(new Set(data.persons.map(({ name }) => name)).size).toBe(data.persons.length);
}

describe('seeds', () => {
  it('give the same rows every time', () => {
    expect(demonstrationOrganisation()).toEqual(demonstrationOrganisation());
    expect(buildCounty(options)).toEqual(buildCounty(options));
  });

  it('keep the ids that fixtures refer to', () => {
    expect(unitId('530925', '双江自治县教育体育局')).toBe('439711c9-c5be-5337-a421-af1085eeff3f');
    expect(personId('530925', 'office')).toBe('71782686-7685-58c3-ad25-a3b4a3206676');
  });

  it('give every unit the posts its kind has, and nobody twice', () => {
    expectSound(demonstrationOrganisation());
    expectSound(buildCounty(options).data);
  });

  it('has one person for two posts where the county has', () => {
    const { appointments } = demonstrationOrganisation();
    const posts = (key: string) =>
      appointments.filter((each) => each.personId === personId('530925', key)).length;
    expect([posts('director'), posts('leader5'), posts('office')]).toEqual([2, 2, 1]);
  });

  it('splits a synthetic county as ordered', () => {
    const county = buildCounty(options);
    const sizes = [county.memberUnitIds, county.townshipUnitIds, county.militaryUnitIds].map(
      (ids) => ids.length,
    );
    expect(sizes).toEqual([26, 10, 4]);
    expect(() => buildCounty({ ...options, units: 1 })).toThrow(RangeError);
    expect(() => buildCounty({ ...options, regionCode: '9901' })).toThrow(RangeError);
  });
});

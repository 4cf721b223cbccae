import { POSITION_KIND_LABELS } from '../../domain/organisation/labels.js';
import { type PositionKind, type UnitKind } from '../../domain/organisation/kinds.js';
import { lineageOf } from '../../domain/organisation/region-code.js';
import { type CivilDate } from '../../domain/time/zone.js';
import { inventedName } from './invented-names.js';
import { officialName, regionRow, type RegionRow } from './regions.js';
import { personId, positionId, seedId, unitId } from './seed-id.js';

/** From when the seeds' units, memberships and appointments are valid. */
export const SEEDED_FROM: CivilDate = '2020-01-01';

/** Rows of the organisation tables, as the loader stores them. */
export interface OrganisationData {
  regions: RegionRow[];
  units: { id: string; regionCode: string; name: string; shortName: string; kind: UnitKind }[];
  members: { groupUnitId: string; unitId: string }[];
  positions: { id: string; unitId: string; kind: PositionKind; title: string }[];
  persons: { id: string; name: string; email: string; phone: string }[];
  appointments: { id: string; personId: string; positionId: string }[];
  accounts: { personId: string; login: string }[];
}

export interface BuilderOptions {
  /** Put before each login, so that several counties live in one database. */
  loginPrefix?: string;
  /** Where in the list of invented names to begin. */
  firstName?: number;
}

/** Puts an organisation together as data; nothing here touches a database. */
export class OrganisationBuilder {
  readonly data: OrganisationData = {
    regions: [],
    units: [],
    members: [],
    positions: [],
    persons: [],
    appointments: [],
    accounts: [],
  };
  private readonly loginPrefix: string;
  private nextName: number;

  constructor({ loginPrefix = '', firstName = 0 }: BuilderOptions = {}) {
    this.loginPrefix = loginPrefix;
    this.nextName = firstName;
  }

  /** The region and all above it. Names not given are the official ones, or plain inventions for codes nobody has. */
  region(code: string, name?: string): string {
    for (const each of lineageOf(code)) {
      if (this.data.regions.some((region) => region.code === each)) continue;
      const given = each === code ? name : undefined;
      this.data.regions.push(regionRow(each, given ?? officialName(each) ?? `演练${each}`));
    }
    return code;
  }

  /** @returns the unit's id. */
  unit(regionCode: string, kind: UnitKind, name: string, shortName: string, groupUnitId?: string): string {
    const id = unitId(regionCode, name);
    this.data.units.push({ id, regionCode, name, shortName, kind });
    if (groupUnitId !== undefined) this.data.members.push({ groupUnitId, unitId: id });
    return id;
  }

  /** A position and its holder: a new invented person, or the one a former call with the same `key` made. */
  post(unit: string, kind: PositionKind, key: string, title = POSITION_KIND_LABELS[kind]): string {
    const id = positionId(unit, kind, title);
    if (!this.data.positions.some((position) => position.id === id)) {
      this.data.positions.push({ id, unitId: unit, kind, title });
    }
    const person = this.person(unit, key);
    this.data.appointments.push({
      id: seedId('appointment', person, id, SEEDED_FROM),
      personId: person,
      positionId: id,
    });
    return id;
  }

  private person(unit: string, key: string): string {
    const regionCode = this.data.units.find(({ id }) => id === unit)?.regionCode ?? '';
    const login = this.loginPrefix + key;
    const id = personId(regionCode, key);
    if (this.data.persons.some((person) => person.id === id)) return id;
    const n = this.nextName++;
    this.data.persons.push({
      id,
      name: inventedName(n),
      // .invalid never resolves (RFC 2606), and no phone number begins with 100 and eleven digits: neither reaches anybody.
      email: `${login}@yushui.invalid`,
      phone: `100${String(n).padStart(8, '0')}`,
    });
    this.data.accounts.push({ personId: id, login });
    return id;
  }
}

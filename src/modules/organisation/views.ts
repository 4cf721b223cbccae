import type {
  AppointmentView,
  PersonEntry,
  RegionView,
  UnitPositionView,
} from '../../../contracts/http/organisation.js';
import type { DirectoryPosition } from '../../../database/organisation/directory.repository.js';
import type { PersonWithAppointments } from '../../../database/organisation/person.repository.js';
import type { RegionRow } from '../../../database/organisation/region.repository.js';
import type { UnitRow } from '../../../database/organisation/unit.repository.js';
import { regionLabel } from '../../../domain/organisation/region-label.js';
import type { Principal } from '../../http/principal.js';
import { contactFor } from './organisation-access.js';

export function regionView(region: RegionRow): RegionView {
  return { ...region, label: regionLabel(region.name) };
}

export function positionView(
  principal: Principal,
  unit: UnitRow,
  { positionId, kind, title, holders }: DirectoryPosition,
): UnitPositionView {
  const posts = [{ unitId: unit.id, regionCode: unit.regionCode }];
  return {
    positionId,
    kind,
    title,
    holders: holders.map(({ personId, name, email, phone, appointmentId, validFrom, validTo }) => ({
      personId,
      name,
      appointmentId,
      validFrom,
      validTo,
      contact: contactFor(principal, { id: personId, email, phone }, posts),
    })),
  };
}

/** `on`: who knew the person from a post that is over sees no contact data any more. */
export function personEntry(principal: Principal, person: PersonWithAppointments, on: string): PersonEntry {
  const { id, name, disabledAt, appointments } = person;
  const posts = appointments.filter(({ validTo }) => validTo === null || validTo >= on);
  return {
    id,
    name,
    disabled: disabledAt !== null,
    contact: contactFor(principal, person, posts),
    appointments: appointments.map((appointment): AppointmentView => ({ ...appointment })),
  };
}

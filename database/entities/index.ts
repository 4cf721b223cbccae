import { Account } from './account.entity.js';
import { Appointment } from './appointment.entity.js';
import { LeadingGroupMember } from './leading-group-member.entity.js';
import { Person } from './person.entity.js';
import { Position } from './position.entity.js';
import { Region } from './region.entity.js';
import { Unit } from './unit.entity.js';

export { Account, Appointment, LeadingGroupMember, Person, Position, Region, Unit };

/** Entity classes of the tables that are read as objects; hot paths use SQL in their repositories. */
export const entities = [Region, Unit, LeadingGroupMember, Position, Person, Appointment, Account];

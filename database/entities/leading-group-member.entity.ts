import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type CivilDate } from '../../domain/time/zone.js';

/** A unit's membership of a leading group; the last day is included. */
@Entity('leading_group_member')
export class LeadingGroupMember {
  @PrimaryColumn('uuid', { name: 'group_unit_id' })
  groupUnitId!: string;

  @PrimaryColumn('uuid', { name: 'unit_id' })
  unitId!: string;

  @PrimaryColumn('date', { name: 'valid_from' })
  validFrom!: CivilDate;

  @Column('date', { name: 'valid_to', nullable: true })
  validTo!: CivilDate | null;
}

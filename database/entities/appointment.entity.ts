import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type CivilDate } from '../../domain/time/zone.js';

/** Who holds a position from when to when, the last day included. Rows are ended, never deleted. */
@Entity('appointment')
export class Appointment {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'person_id' })
  personId!: string;

  @Column('uuid', { name: 'position_id' })
  positionId!: string;

  @Column('date', { name: 'valid_from' })
  validFrom!: CivilDate;

  @Column('date', { name: 'valid_to', nullable: true })
  validTo!: CivilDate | null;
}

import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type UnitKind } from '../../domain/organisation/kinds.js';
import { type CivilDate } from '../../domain/time/zone.js';

@Entity('unit')
export class Unit {
  @PrimaryColumn('uuid')
  id!: string;

  /** The region whose office the unit answers to: for a township's government that is the county. */
  @Column('text', { name: 'region_code' })
  regionCode!: string;

  @Column('text')
  name!: string;

  @Column('text', { name: 'short_name' })
  shortName!: string;

  @Column('text')
  kind!: UnitKind;

  @Column('date', { name: 'active_from' })
  activeFrom!: CivilDate;

  /** The last day, that day included. */
  @Column('date', { name: 'active_to', nullable: true })
  activeTo!: CivilDate | null;

  /** The unit that took over what this one owed, where it was merged (并入). */
  @Column('uuid', { name: 'successor_id', nullable: true })
  successorId!: string | null;
}

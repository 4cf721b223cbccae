import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type PositionKind } from '../../domain/organisation/kinds.js';

/** What work is addressed to; who holds it on a day is the appointments' matter. */
@Entity('position')
export class Position {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'unit_id' })
  unitId!: string;

  @Column('text')
  kind!: PositionKind;

  @Column('text')
  title!: string;
}

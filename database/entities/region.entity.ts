import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type RegionLevel } from '../../domain/organisation/kinds.js';

/** 行政区划. The code starts with the parent's code. */
@Entity('region')
export class Region {
  @PrimaryColumn('text')
  code!: string;

  /** The full official name; what people say is `regionLabel(name)`. */
  @Column('text')
  name!: string;

  @Column('smallint')
  level!: RegionLevel;

  @Column('text', { name: 'parent_code', nullable: true })
  parentCode!: string | null;
}

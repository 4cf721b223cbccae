import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Who may log in, and how. A person without an account is only named. */
@Entity('account')
export class Account {
  @PrimaryColumn('uuid', { name: 'person_id' })
  personId!: string;

  @Column('text')
  login!: string;

  @Column('text', { name: 'password_hash', select: false })
  passwordHash!: string;

  @Column('timestamptz', { name: 'password_changed_at' })
  passwordChangedAt!: Date;

  @Column('boolean', { name: 'must_change_password', default: false })
  mustChangePassword!: boolean;
}

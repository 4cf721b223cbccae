import { setTimeout as sleep } from 'node:timers/promises';
import {
  Body,
  Controller,
  Get,
  HttpCode,
  Inject,
  Post,
  Put,
  Query,
  UseGuards,
  UseInterceptors,
} from '@nestjs/common';
import type {
  CallHandler,
  CanActivate,
  ExecutionContext,
  NestInterceptor,
  PipeTransform,
} from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { IntegerField, TextField } from '../../contracts/http/field.js';
import { Refusal } from '../../domain/errors/refusal.js';
import { Change, type ChangeRequest } from '../../src/http/change.js';
import { Public, Roles } from '../../src/http/roles.js';
import { UuidParam } from '../../src/http/uuid-param.js';
import { Database } from '../../src/workspace/database.service.js';
import { workspaceOfRequest } from '../../src/workspace/workspace.js';

const seen = () => workspaceOfRequest()?.name;

@Injectable()
class SeesGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    context.switchToHttp().getRequest<{ seen?: unknown[] }>().seen = [seen()];
    return true;
  }
}
@Injectable()
class SeesInterceptor implements NestInterceptor {
  async intercept(context: ExecutionContext, next: CallHandler) {
    await sleep(1);
    context.switchToHttp().getRequest<{ seen: unknown[] }>().seen.push(seen());
    return next.handle();
  }
}
@Injectable()
class SeesPipe implements PipeTransform {
  async transform(value: object) {
    await sleep(1);
    return { ...value, pipe: seen() };
  }
}

class NoteBody {
  @TextField({ max: 100 })
  text!: string;

  @IntegerField({ min: 0, max: 1e9, optional: true })
  number?: number;
}

/** Endpoints that do what a careless module could do. Only in tests. */
@Controller('probe')
export class ProbeController {
  constructor(@Inject(Database) private readonly database: Database) {}

  @Post('workspace')
  @Public()
  @UseGuards(SeesGuard)
  @UseInterceptors(SeesInterceptor)
  async workspace(@Body(SeesPipe) body: { pipe: string; ms?: number }) {
    await sleep(body.ms ?? 1);
    const request = { handler: seen(), now: this.database.now().toISOString() };
    await this.database.manager.query('select 1');
    return { pipe: body.pipe, ...request, afterQuery: seen() };
  }

  @Put('note')
  async note(@Change() { key }: ChangeRequest, @Body() { text }: NoteBody) {
    return this.database.change(key, async ({ manager }) => {
      const id = uuid();
      await manager.query(`insert into setting (name, value) values ($1, to_jsonb($2::text))`, [id, text]);
      if (text === 'fail') throw new Refusal('PROCESS_ENDED');
      return { id };
    });
  }

  @Get('sql')
  @Public()
  async sql(@Query('id') id: string) {
    return this.database.manager.query(`select * from person where id = $1 and $2::int > 0`, [
      id,
      99_999_999,
    ]);
  }

  @Get('number')
  @Public()
  async number(@Query('n') n: string) {
    return this.database.manager.query(`select $1::int`, [n]);
  }

  @Get('crash')
  @Public()
  crash(): never {
    throw new Error('secret-inside-7391');
  }

  @Get('database-crash')
  @Public()
  databaseCrash() {
    return this.database.manager.query(`select secret_column_7391 from person`);
  }

  @Get('office')
  @Roles('office')
  office() {
    return { ok: true };
  }

  @Post('any')
  @HttpCode(200)
  any() {
    return { ok: true };
  }

  @Get('one/:id')
  @Public()
  one(@UuidParam('id') id: string) {
    return { id };
  }
}

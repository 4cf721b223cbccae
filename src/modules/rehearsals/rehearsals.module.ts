import { Module } from '@nestjs/common';
import { RehearsalsController } from './rehearsals.controller.js';
import { RehearsalsService } from './rehearsals.service.js';

@Module({ controllers: [RehearsalsController], providers: [RehearsalsService] })
export class RehearsalsModule {}

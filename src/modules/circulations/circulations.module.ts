import { Module } from '@nestjs/common';
import { CirculationsController } from './circulations.controller.js';
import { CirculationsService } from './circulations.service.js';

@Module({ controllers: [CirculationsController], providers: [CirculationsService] })
export class CirculationsModule {}

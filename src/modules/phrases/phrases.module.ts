import { Module } from '@nestjs/common';
import { PhrasesController } from './phrases.controller.js';
import { PhrasesService } from './phrases.service.js';

@Module({ controllers: [PhrasesController], providers: [PhrasesService] })
export class PhrasesModule {}

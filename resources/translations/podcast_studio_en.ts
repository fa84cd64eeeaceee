<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
  <context>
    <name>Desktop</name>
    <message numerus="yes">
      <source>Podcasts in it again: %Ln. No audio is lost.</source>
      <translation>
        <numerusform>Podcasts in it again: %Ln. No audio is lost.</numerusform>
        <numerusform>Podcasts in it again: %Ln. No audio is lost.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Podcasts that were being made and must be ordered again: %Ln.</source>
      <translation>
        <numerusform>Podcasts that were being made and must be ordered again: %Ln.</numerusform>
        <numerusform>Podcasts that were being made and must be ordered again: %Ln.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Resumed %Ln podcast(s) where they stopped</source>
      <translation>
        <numerusform>Resumed %Ln podcast where it stopped</numerusform>
        <numerusform>Resumed %Ln podcasts where they stopped</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>_Counted</name>
    <message numerus="yes">
      <source>%Ln document(s)</source>
      <translation>
        <numerusform>%Ln document</numerusform>
        <numerusform>%Ln documents</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln podcast(s)</source>
      <translation>
        <numerusform>%Ln podcast</numerusform>
        <numerusform>%Ln podcasts</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln word(s)</source>
      <translation>
        <numerusform>%Ln word</numerusform>
        <numerusform>%Ln words</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln minute(s)</source>
      <translation>
        <numerusform>%Ln minute</numerusform>
        <numerusform>%Ln minutes</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln turn(s)</source>
      <translation>
        <numerusform>%Ln turn</numerusform>
        <numerusform>%Ln turns</numerusform>
      </translation>
    </message>
  </context>
</TS>

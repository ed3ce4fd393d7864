@echo off
rem Starts the installed Partita with the Java runtime that lies beside it.
"%~dp0java.exe" -jar "%~dp0..\app\partita.jar" %*
exit /b %errorlevel%

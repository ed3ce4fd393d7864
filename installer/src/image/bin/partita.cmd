@echo off
rem Starts the installed Partita with the Java runtime that lies beside it.
rem Why the flag: see the comment in the script "partita" beside it.
"%~dp0java.exe" -XX:-UseProfiledLoopPredicate -jar "%~dp0..\app\partita.jar" %*
exit /b %errorlevel%

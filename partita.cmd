@echo off
rem Starts Partita from its source tree: finds a JDK 25, builds when a source is newer than the build, runs java.
rem The twin of "partita"; keep the two alike.
setlocal EnableExtensions DisableDelayedExpansion
set "root=%~dp0"
set "jar=%root%app\target\partita.jar"
set "stamp=%root%app\target\partita.stamp"
set "log=%root%target\build.log"
set "lock=%root%target\build.lock"

set "jdk="
call :try_jdk "%JAVA_HOME%"
if not defined jdk for /f "delims=" %%j in ('where java 2^>nul') do if not defined jdk call :try_jdk "%%~dpj.."
if not defined jdk for /d %%d in ("%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Java\*" "%ProgramFiles%\Microsoft\*" "%ProgramFiles%\Zulu\*" "%USERPROFILE%\.jdks\*" "%USERPROFILE%\.sdkman\candidates\java\*") do if not defined jdk call :try_jdk "%%d"
if not defined jdk (
    echo partita: Partita needs a JDK 25 and found none in JAVA_HOME, on the PATH or in the usual places; install one, for example Eclipse Temurin 25, or set JAVA_HOME to it.>&2
    exit /b 2
)

call :is_built
if errorlevel 1 (
    call :build_alone
    if errorlevel 1 exit /b 2
)
rem Why the flag: see the end of the script "partita".
"%jdk%\bin\java.exe" -XX:-UseProfiledLoopPredicate -jar "%jar%" %*
exit /b %errorlevel%

:try_jdk
if "%~1"=="" exit /b 0
if not exist "%~1\bin\java.exe" exit /b 0
findstr /r /c:"^JAVA_VERSION=.25[^0-9]" "%~1\release" >nul 2>&1 && set "jdk=%~f1"
exit /b 0

:is_built
if not exist "%jar%" exit /b 1
if not exist "%stamp%" exit /b 1
powershell -NoProfile -Command "$t = (Get-Item -LiteralPath $env:stamp).LastWriteTimeUtc; $s = @(Get-Item (Join-Path $env:root 'pom.xml'), (Join-Path $env:root '*\pom.xml')) + @(Get-ChildItem -Recurse (Join-Path $env:root '*\src\main')); if ($s | Where-Object { $_.LastWriteTimeUtc -gt $t } | Select-Object -First 1) { exit 1 }"
exit /b %errorlevel%

rem One process at a time: a file that is open for writing cannot be opened by another one, and closes with its process.
:build_alone
if not exist "%root%target" mkdir "%root%target"
if not exist "%root%target" (
    echo partita: Partita is not built and cannot write to "%root%target" to build itself; make that folder writable.>&2
    exit /b 2
)
:wait_for_lock
set "locked="
3>&2 2>nul (
    9>"%lock%" (
        set "locked=1"
        call :build_if_needed 2>&3
    )
)
if not defined locked (
    timeout /t 1 /nobreak >nul 2>&1 || ping -n 2 127.0.0.1 >nul
    goto wait_for_lock
)
call :is_built
exit /b %errorlevel%

:build_if_needed
call :is_built
if not errorlevel 1 exit /b 0
where mvn >nul 2>&1
if errorlevel 1 (
    echo partita: Partita is not built yet and needs Maven 3.8 or newer to build itself; install Maven.>&2
    exit /b 2
)
echo partita: building, which takes about a minute the first time ...>&2
if exist "%stamp%" del "%stamp%"
set "JAVA_HOME=%jdk%"
call mvn -B -q -f "%root%pom.xml" -pl app -am -Dmaven.test.skip=true package >"%log%" 2>&1 <nul
if errorlevel 1 (
    if exist "%stamp%" del "%stamp%"
    echo partita: the build failed; "%log%" has the whole output.>&2
    exit /b 2
)
exit /b 0
